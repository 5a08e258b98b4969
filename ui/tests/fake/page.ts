/**
 * The app on the stand-in: `?canvas=journey`, `workshop`, `crowd2000`, `blank`, or none for home;
 * `&projector` shows it to the room.
 */
import '@fontsource-variable/inter';
import '../../src/theme/tokens.css';
import '../../src/theme/base.css';
import { mount } from 'svelte';
import App from '../../src/App.svelte';
import { FakeHost } from './host';
import { FakeProjector } from './projector';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
const given = new URLSearchParams(window.location.search);
const host = new FakeHost(given.get('canvas'));
const platform = given.has('projector') ? new FakeProjector(host) : host;
Object.assign(window, { host });
mount(App, { target, props: { platform, shelf: sessionStorage } });
