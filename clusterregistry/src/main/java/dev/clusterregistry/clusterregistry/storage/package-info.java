/**
 * What operators do with what is stored, whichever store it is in: the data folder's or an etcd
 * cluster. Where it is flows in; opened stores, copies and counts flow out. Values are bytes here:
 * what they mean is the business of others. It knows no flags.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.storage;

import org.jspecify.annotations.NullMarked;
