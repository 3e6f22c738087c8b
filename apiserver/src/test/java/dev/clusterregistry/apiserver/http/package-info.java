@NullMarked
package dev.clusterregistry.apiserver.http;

import org.jspecify.annotations.NullMarked;
