/**
 * What every object store must do: one abstract class for each ability, which the tests of a server
 * extend. {@link dev.drydock.testing} shows how.
 */
package dev.drydock.cloud.objects.contracts;
