/** A local cluster for the tests of other people's projects: see {@link LocalClusterTest}. */
package dev.drydock.cluster.junit;
