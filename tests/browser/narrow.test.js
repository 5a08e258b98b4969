/** A workshop is led from a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, Stage } from './stage.js';

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

test('one banner is shown, the most pressing, and the others by a tap', async () => {
  const page = await stage.page('workshop', { width: 390, height: 844 });
  await host(page, `host.other({ by: 'mara', do: 'open_feelings' })`);
  const banners = page.locator('.banner:visible');
  await page.getByText('The closing questions are open.').waitFor();
  assert.equal(await banners.count(), 1);
  await page.getByRole('button', { name: 'What else goes on' }).click();
  assert((await banners.count()) > 1);
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Only the most pressing' }).click();
  assert.equal(await banners.count(), 1);
  await page.setViewportSize({ width: 1280, height: 800 });
  assert((await banners.count()) > 1, 'where there is room all are shown');
  await page.close();
});
