/** What all cloud providers have in common, whichever of their services is used. */
package dev.drydock.cloud;
