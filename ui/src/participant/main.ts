/** The page that people in the room open on their phones, at /join. */
import './words';
import '../theme/tokens.css';
import '../theme/base.css';
import './phone.css';
import '../theme/theme.svelte';
import { mount } from 'svelte';
import { lineAddress, WebSocketPlatform } from '../platform/websocket';
import Participant from './Participant.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('participant.html has no #app');

mount(Participant, {
  target,
  props: {
    platform: (code: string) => {
      const here = new URL(window.location.href);
      here.searchParams.set('code', code);
      return new WebSocketPlatform(lineAddress(here));
    },
    // The line may be refused while the host is there: then it is the code that is wrong.
    answers: async () => {
      try {
        return (await fetch(new URL('/join', window.location.href), { cache: 'no-store' })).ok;
      } catch {
        return false;
      }
    },
  },
});
