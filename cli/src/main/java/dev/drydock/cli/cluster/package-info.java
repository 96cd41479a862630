/** Which cluster and which services a verb is about. */
package dev.drydock.cli.cluster;
