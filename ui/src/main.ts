import '@fontsource-variable/inter';
import './theme/tokens.css';
import './theme/base.css';
import './theme/theme.svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import { herePlatform } from './platform';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

mount(App, { target, props: { platform: await herePlatform(), shelf: sessionStorage } });
