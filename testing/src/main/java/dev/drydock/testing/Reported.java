package dev.drydock.testing;

/** A test whose result is shown on a page. */
interface Reported {
  FidelityPage page();

  /** The name of the server under test. */
  String server();

  /** What the server does instead of passing the test; empty if it passes. */
  String gap();
}
