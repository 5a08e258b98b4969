import type { Problem } from '../protocol/Problem';

/** Something that did not work, as the host said it. */
export class HostProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.says);
    this.problem = problem;
  }
}
