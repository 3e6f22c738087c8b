/**
 * Questions that clients ask by creating an object, and get back with an answer in its status: who
 * am I, may I, what may I, whose token is this. Nothing is stored.
 */
@NullMarked
package dev.clusterregistry.apiserver.review;

import org.jspecify.annotations.NullMarked;
