import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, type RunResult } from '../../project/run.ts';
import type { KubeObject } from '../objects.ts';

/** What the API server has said of objects that were handed to it. */
export interface Answer {
  readonly accepted: number;
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** kubectl at one API server. */
export class Kubectl {
  readonly #program: string;
  readonly #place: readonly string[];
  readonly #folder: string;
  #files = 0;

  /** With the options by which it finds the server, and a folder for what it is handed. */
  constructor(program: string, place: readonly string[], folder: string) {
    this.#program = program;
    this.#place = place;
    this.#folder = folder;
  }

  attempt(words: readonly string[]): Promise<RunResult> {
    return attempt(this.#program, [...this.#place, ...words]);
  }

  /** @throws Error with what kubectl says where it does not answer. */
  async json(...words: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const { status, stdout, stderr } = await this.attempt([...words, '--output', 'json']);
    if (status !== 0) throw new Error(`kubectl ${words.join(' ')}: ${stderr.trim()}`);
    return JSON.parse(stdout);
  }

  /** Takes objects away that may be there, without waiting for their end. */
  remove(objects: readonly KubeObject[]): Promise<RunResult> {
    return this.attempt(['delete', '--ignore-not-found', '--wait=false', '--filename', this.#fileOf(objects)]);
  }

  /** Applies as the server has it, refusing every field that a kind does not know. */
  apply(objects: readonly KubeObject[], ...options: readonly string[]): Promise<Answer> {
    return this.#hand(objects, ['apply', '--server-side', '--force-conflicts', '--validate=strict', ...options]);
  }

  /** Asks whether these could be made, and makes none. */
  tryToCreate(objects: readonly KubeObject[]): Promise<Answer> {
    return this.#hand(objects, ['create', '--dry-run=server', '--validate=strict']);
  }

  async #hand(objects: readonly KubeObject[], words: readonly string[]): Promise<Answer> {
    if (objects.length === 0) return { accepted: 0, refusals: [], warnings: [] };
    const { stdout, stderr } = await this.attempt([...words, '--output', 'name', '--filename', this.#fileOf(objects)]);
    const said = stderr.split('\n').filter((line) => line.trim() !== '');
    return {
      accepted: stdout.split('\n').filter((line) => line !== '').length,
      refusals: said.filter((line) => !line.startsWith('Warning:')),
      warnings: said.filter((line) => line.startsWith('Warning:')),
    };
  }

  #fileOf(objects: readonly KubeObject[]): string {
    const file = join(this.#folder, `objects-${this.#files++}.json`);
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    return file;
  }
}
