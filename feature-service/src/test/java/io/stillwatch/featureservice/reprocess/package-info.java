/** The log, through its gRPC face and with its life in the test's hand. */
package io.stillwatch.featureservice.reprocess;
