import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { problemsOf } from './problems.ts';

// The local cloud hands a list of Kubernetes objects over; the answer is the list of what is wrong with them.
const manifests = z.array(z.unknown()).parse(JSON.parse(await text(process.stdin)));
const problems = await Promise.all(manifests.map(problemsOf));
console.log(JSON.stringify(problems.flat()));
