/**
 * The participant's page on the stand-in: `?canvas=workshop`, `blank` …; `&as=anna` sits down at
 * once, `&door=ask` lets nobody in by itself; without `&code=` one is asked for.
 */
import '../../src/participant/words';
import '../../src/theme/tokens.css';
import '../../src/theme/base.css';
import '../../src/participant/phone.css';
import '../../src/theme/theme.svelte';
import { mount } from 'svelte';
import Participant from '../../src/participant/Participant.svelte';
import { FakePhone } from './phone-host';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
const given = new URLSearchParams(window.location.search);
const host = new FakePhone(given.get('canvas') ?? 'workshop', given.get('as'), given.get('door') !== 'ask');
Object.assign(window, { host });
mount(Participant, {
  target,
  props: {
    platform: (code: string) => {
      if (code === 'NOCODE') host.refuse();
      return host;
    },
    answers: () => Promise.resolve(host.refuses),
  },
});
