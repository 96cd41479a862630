/** The verbs that run jobs, and the results of runs. */
package dev.drydock.cli.jobs;
