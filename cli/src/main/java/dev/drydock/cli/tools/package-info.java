/** The verbs that hand their arguments to another program: the engines' tools and our own. */
package dev.drydock.cli.tools;
