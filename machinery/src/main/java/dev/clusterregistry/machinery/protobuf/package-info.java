/**
 * Objects in protobuf's wire format. JSON trees and the schemas that number their members flow in,
 * messages flow out, and the other way round; Kubernetes' envelope is put around them and taken
 * off. It knows no kind, and what a message means is none of its business.
 */
@NullMarked
package dev.clusterregistry.machinery.protobuf;

import org.jspecify.annotations.NullMarked;
