/** The verbs that pass their arguments to another program: the engines' tools and Drydock's own. */
package dev.drydock.cli.tools;
