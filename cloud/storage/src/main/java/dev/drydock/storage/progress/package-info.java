/** How far a run of many transfers is, and what went wrong with single objects. */
package dev.drydock.storage.progress;
