// The socket to the engine. One for a page; it comes back by itself, and says so.

const PAUSES = [500, 1000, 2000, 4000];

/** @typedef {{type: string, id: string, [name: string]: any}} Message */

export class Engine {
  /** @type {Map<string, (message: Message) => void>} */ #listeners = new Map();
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {string[]} */ #waiting = [];
  #failures = 0;
  #opened = false;

  /** @param {(online: boolean) => void} state is told whether the engine is there */
  constructor(state) {
    this.state = state;
    this.#open();
  }

  #open() {
    const address = new URL("/live", location.href);
    address.protocol = "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.state(true);
      if (this.#opened) for (const id of this.#listeners.keys()) socket.send(JSON.stringify({ do: "resume", id }));
      this.#opened = true;
      for (const text of this.#waiting.splice(0)) socket.send(text);
    };
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      this.#listeners.get(message.id)?.(message);
    };
    socket.onclose = () => {
      this.state(false);
      setTimeout(() => this.#open(), PAUSES[Math.min(this.#failures++, PAUSES.length - 1)]);
    };
  }

  /** @param {string} id @param {(message: Message) => void} listener */
  listen(id, listener) {
    this.#listeners.set(id, listener);
  }

  /** @param {string} id */
  forget(id) {
    this.#listeners.delete(id);
  }

  /** @param {{do: string, id: string, [name: string]: any}} message */
  send(message) {
    const text = JSON.stringify(message);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
    else if (message.do === "start") this.#waiting = [text];
  }
}
