/** Few screenings at a time, and of one composer's waiting ones only the newest. */
import { Trouble } from "./trouble";

interface Waiting {
  key: string;
  start(): void;
  drop(): void;
}

export class Queue {
  private readonly running = new Set<string>();
  private waiting: Waiting[] = [];

  /** @param limit how many jobs run at once; the companion answers `busy` beyond its own limit */
  constructor(private readonly limit: number) {}

  /**
   * Run `job` when there is room and no other of `key` runs. A job of the same key that still waits is dropped with
   * `superseded`. One that runs is left to end: what it learns of pictures, the newer one needs as well.
   */
  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      for (const older of this.waiting.filter((entry) => entry.key === key)) older.drop();
      this.waiting = this.waiting.filter((entry) => entry.key !== key);
      this.waiting.push({
        key,
        drop: () => reject(new Trouble("superseded")),
        start: () => {
          this.running.add(key);
          job().then(resolve, reject).finally(() => {
            this.running.delete(key);
            this.next();
          });
        },
      });
      this.next();
    });
  }

  private next(): void {
    while (this.running.size < this.limit) {
      const ready = this.waiting.find((entry) => !this.running.has(entry.key));
      if (!ready) return;
      this.waiting = this.waiting.filter((entry) => entry !== ready);
      ready.start();
    }
  }
}
