/** The verbs that run jobs, and what becomes of a run. */
package dev.drydock.cli.jobs;
