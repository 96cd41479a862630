/** What a service of the cluster is: its plan, ports, configuration and needs. */
package dev.drydock.cluster.service;
