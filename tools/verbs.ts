import type { Command } from 'commander';

interface Verb {
  readonly about: string;

  /** Only what is asked for is loaded: all verbs together take seconds. */
  readonly load: () => Promise<Command>;
}

/** The verbs of `airlock`. */
export const VERBS: Readonly<Record<string, Verb>> = {
  accept: {
    about: 'accept what the code makes today into the golden files (0 accepted, 1 a test of theirs fails otherwise)',
    load: async () => (await import('./project/accept.ts')).acceptCommand(),
  },
  bench: {
    about:
      'measure the jobs and the sender against plain programs on the same rows (0 measured, 1 a peer made other rows, 2 could not tell)',
    load: async () => (await import('./bench/command.ts')).benchCommand(),
  },
  clean: {
    about:
      'clean a folder of your files (0 all is accounted for, 1 it does not add up or a file cannot be read, 2 could not tell)',
    load: async () => (await import('./own/command.ts')).cleanCommand(),
  },
  'control-tower': {
    about: "what AWS Control Tower's proactive controls would refuse (0 nothing that is not explained, 1 something)",
    load: async () => (await import('./control-tower/command.ts')).controlTowerCommand(),
  },
  corpus: {
    about: 'nasty plant data with the right answer of each cell',
    load: async () => (await import('./corpus/command.ts')).corpusCommand(),
  },
  cost: {
    about: "estimate a month's cost by stage from the templates, at list prices (0 estimated, 2 could not tell all)",
    load: async () => (await import('./cost/command.ts')).costCommand(),
  },
  doctor: {
    about: 'check that this machine has what the project needs, or with --aws an account what a deployment needs',
    load: async () => (await import('./doctor/command.ts')).doctorCommand(),
  },
  explain: {
    about: 'say what a cell of gold is made of, and why it shows what it shows (0 told, 1 no such cell, 2 could not)',
    load: async () => (await import('./repair/command.ts')).explainCommand(),
  },
  key: {
    about: "the access keys of a site's PI Integrator",
    load: async () => (await import('./operate/key.ts')).keyCommand(),
  },
  'kubeflow-check': {
    about:
      'do on a deployed Kubeflow what a data scientist does: a notebook, the one line, a pipeline (0 works, 1 does not, 2 could not tell)',
    load: async () => (await import('./kube/check/command.ts')).kubeflowCheckCommand(),
  },
  'kubeflow-secrets': {
    about: 'where Kubeflow is, and the first passwords of its people (0 told, 1 not deployed yet)',
    load: async () => (await import('./operate/kubeflow-secrets.ts')).kubeflowSecretsCommand(),
  },
  local: {
    about: 'the AWS stand-in on this machine',
    load: async () => (await import('./operate/command.ts')).localCommands(),
  },
  lock: {
    about: 'make the locks of the Python environments anew, each from its requirements/<name>.in',
    load: async () => (await import('./project/lock.ts')).lockCommand(),
  },
  measure: {
    about: "measure a fresh clone's demo and one more, and draw them: the README's figures and pictures",
    load: async () => (await import('./measure/command.ts')).measureCommand(),
  },
  plant: {
    about: 'a plant of your own, from its files',
    load: async () => (await import('./own/command.ts')).plantCommand(),
  },
  'plant-check': {
    about: "try a plant's credentials on the local cloud as the plant would (0 as promised, 1 not, 2 could not tell)",
    load: async () => (await import('./trial/plant-check/command.ts')).plantCheckCommand(),
  },
  page: {
    about: "write the page of settings for a site's OT engineer: that site's alone",
    load: async () => (await import('./written/site-page/command.ts')).pageCommand(),
  },
  pages: {
    about: 'fill the insertions of the README and the pages in docs/ from the code',
    load: async () => (await import('./written/command.ts')).pagesCommand(),
  },
  proof: {
    about:
      'prove from the templates alone that no way leads back to the plant (0 proven, 1 refuted, 2 could not decide)',
    load: async () => (await import('./proof/command.ts')).proofCommand(),
  },
  replay: {
    about: 'judge readings again by the rules and settings of today (0 done, 1 nothing fits, 2 could not)',
    load: async () => (await import('./repair/command.ts')).replayCommand(),
  },
  schemas: {
    about: 'write the JSON schemas of configuration and manifest from the schemas in lib/',
    load: async () => (await import('./written/schemas/command.ts')).schemasCommand(),
  },
  sender: {
    about: "what is carried to a plant's host",
    load: async () => (await import('./own/wheelhouse/command.ts')).senderCommand(),
  },
  'test-kube': {
    about:
      "try what Kubeflow's cluster would be told against the real programs, rung by rung (0 fine, 1 a finding, 2 could not tell)",
    load: async () => (await import('./kube/command.ts')).testKubeCommand(),
  },
  tried: {
    about:
      "try every read of S3, Kinesis and KMS, and every write, with the plants' own credentials (0 as promised, 1 not, 2 could not tell)",
    load: async () => (await import('./trial/command.ts')).triedCommand(),
  },
};
