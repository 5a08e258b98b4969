/** The app on the stand-in: `?canvas=journey`, `workshop`, `crowd2000`, `blank`, or none for home. */
import '@fontsource-variable/inter';
import '../../src/theme/tokens.css';
import '../../src/theme/base.css';
import { mount } from 'svelte';
import App from '../../src/App.svelte';
import { FakeHost } from './host';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
const host = new FakeHost(new URLSearchParams(window.location.search).get('canvas'));
Object.assign(window, { host });
mount(App, { target, props: { platform: host, shelf: sessionStorage } });
