/** Benchmarks of jobs, copies and Drydock's own servers, compared with the usual alternatives. */
package dev.drydock.bench;
