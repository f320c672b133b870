/// For tests of whole forms: signing in at the development host, standing at an address, and hearing what a form asked.
import { vi } from 'vitest';
import { configure, fireEvent, screen } from '@testing-library/svelte';
import * as data from '../dev/data';
import { api, type Calls } from '$lib/api';
// The door itself is listened at: what goes through it is what these tests are about.
// eslint-disable-next-line relief/borders
import { theHost } from '$lib/api/host';
import { accept } from '$lib/session/session.svelte';

// A form comes with everything it imports, which takes seconds while others build.
configure({ asyncUtilTimeout: 30_000 });

export async function signIn(as: 'keeper' | 'coordinator'): Promise<void> {
  const person = data.people[as === 'keeper' ? 0 : 1];
  if (!person) throw new Error('the development host has nobody');
  await accept({ ...(await api.status()), language: 'en', person: person.id, person_name: person.name, grants: person.grants });
}

/** The address is read when it changes; the browser of the tests tells of that only later. */
export function stand(address: string): void {
  location.hash = address;
  window.dispatchEvent(new Event('hashchange'));
}

/** What is asked from now on, by call. */
export async function overheard(): Promise<<Name extends keyof Calls>(name: Name) => Calls[Name]['request'][]> {
  const call = vi.spyOn(await theHost(), 'call');
  return (name) => call.mock.calls.filter(([asked]) => asked === name).map(([, request]) => request as never);
}

/** Answers to one call wait until they are let go. */
export async function held(name: keyof Calls): Promise<() => void> {
  const host = await theHost();
  const call = host.call.bind(host);
  let release = (): void => undefined;
  const released = new Promise<void>((done) => (release = done));
  vi.spyOn(host, 'call').mockImplementation(async (asked, request) => {
    if (asked === name) await released;
    return call(asked, request);
  });
  return release;
}

type Answers = Partial<{ [Name in keyof Calls]: (request: Calls[Name]['request']) => Calls[Name]['reply'] | Promise<Calls[Name]['reply']> }>;

/** These calls are answered so, instead of by the development host. Before anything else listens. */
export async function answering(answers: Answers): Promise<void> {
  const host = await theHost();
  const call = host.call.bind(host);
  vi.spyOn(host, 'call').mockImplementation(async (asked, request) => {
    const answer = answers[asked as keyof Calls] as ((request: unknown) => unknown) | undefined;
    return answer ? answer(request) : call(asked, request);
  });
}

export async function fill(testid: string, value: string): Promise<void> {
  await fireEvent.input(await screen.findByTestId(testid), { target: { value } });
}

export async function turn(testid: string, value: string): Promise<void> {
  await fireEvent.change(await screen.findByTestId(testid), { target: { value } });
}

/** As a person does: typed, and taken with Enter. */
export async function pick(testid: string, text: string): Promise<void> {
  await fill(testid, text);
  await fireEvent.keyDown(screen.getByTestId(testid), { key: 'Enter' });
}

export async function press(testid: string): Promise<void> {
  await fireEvent.click(await screen.findByTestId(testid));
}

export const valueOf = (testid: string) => screen.getByTestId<HTMLInputElement>(testid).value;
