/**
 * The benchmarks: what jobs, copies and our own servers take, beside what one would use instead.
 */
package dev.drydock.bench;
