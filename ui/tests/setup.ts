/// What jsdom lacks and components ask for; and the English words, so that tests read as a person would.
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeAll } from 'vitest';
import { speak } from '$lib/i18n/i18n.svelte';

Element.prototype.scrollIntoView ??= () => undefined;

beforeAll(() => speak('en'));
afterEach(() => cleanup());
