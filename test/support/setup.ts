// The template validator starts an engine of three CPU seconds in every test file; synth and CI run it instead.
process.env.CDK_VALIDATION = 'false';
