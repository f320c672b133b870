/// Starts the application: language and theme first, so that nothing flashes in the wrong one, then the screens.
import { mount } from 'svelte';
import './app.css';
import { start } from '$lib/session/session.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('#app');
await start();
mount(App, { target });
// The early page said that starting takes long; now it has started.
document.getElementById('failure')?.remove();
