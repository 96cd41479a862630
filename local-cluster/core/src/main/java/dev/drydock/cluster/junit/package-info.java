/** A local cluster for the tests of any project: see {@link LocalClusterTest}. */
package dev.drydock.cluster.junit;
