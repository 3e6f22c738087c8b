/**
 * Tells a web hook, such as Slack's, of clusters that come and go and of conditions that change.
 * The registry's events flow in, messages flow out.
 */
@NullMarked
package dev.clusterregistry.examples.notifier;

import org.jspecify.annotations.NullMarked;
