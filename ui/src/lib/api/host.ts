/// The one door to the program behind the window. Only this folder may know that the host is Tauri; the development
/// fixture is reached under `vite dev` alone and never enters the bundle.

export interface Host {
  call(name: string, args: unknown): Promise<unknown>;
  listen(event: string, heard: (payload: unknown) => void): Promise<() => void>;
  ready(): Promise<void>;
  /** The answer to the host's event `closing`. */
  close(stay: boolean): Promise<void>;
}

async function tauri(): Promise<Host> {
  const [{ invoke }, { listen }] = await Promise.all([import('@tauri-apps/api/core'), import('@tauri-apps/api/event')]);
  return {
    call: (name, args) => invoke('call', { name, args }),
    listen: (event, heard) => listen(event, (message) => heard(message.payload)),
    ready: () => invoke('window_ready'),
    close: (stay) => invoke('close_window', { stay }),
  };
}

async function open(): Promise<Host> {
  if (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window)) {
    const { fixtureHost } = await import('../../../dev/host');
    return fixtureHost();
  }
  return tauri();
}

let host: Promise<Host> | undefined;

export function theHost(): Promise<Host> {
  host ??= open();
  return host;
}
