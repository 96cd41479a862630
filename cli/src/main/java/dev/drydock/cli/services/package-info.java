/** The verbs that start, end and show services. */
package dev.drydock.cli.services;
