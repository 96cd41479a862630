/** The catalogue of jobs: what they are called, the arguments they take, and how they report. */
package dev.drydock.jobs;
