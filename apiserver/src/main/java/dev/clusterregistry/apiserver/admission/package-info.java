/**
 * The seam at which a server may refuse a change that is authorized and well-formed, for what is in
 * it or for where it goes. Changes flow in; a failure flows out, or nothing.
 */
@NullMarked
package dev.clusterregistry.apiserver.admission;

import org.jspecify.annotations.NullMarked;
