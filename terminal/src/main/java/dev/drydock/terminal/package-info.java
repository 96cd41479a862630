/**
 * What every program of the command shares: verbs, signals, exit codes, failures of one line,
 * progress, tables, sizes, JSON and the nearest name.
 */
package dev.drydock.terminal;
