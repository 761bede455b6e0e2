package io.stillwatch.features.wire;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;

/**
 * Fields that this build's contract does not know are never kept: a reporter of another contract
 * could have put anything there, a prompt as well.
 */
public final class KnownFields {
  private static final Parser<Report> KNOWN = DiscardUnknownFieldsParser.wrap(Report.parser());

  private KnownFields() {}

  /** The report without other fields; itself where it has none, which costs some 20 ns. */
  public static Report of(Report report) {
    if (isKnown(report)) {
      return report;
    }
    try {
      return KNOWN.parseFrom(report.toByteString());
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a report cannot be read again", impossible);
    }
  }

  private static boolean isKnown(Report report) {
    return none(report)
        && switch (report.getEventCase()) {
          case USAGE -> isKnown(report.getUsage());
          case ACCOUNT -> isKnown(report.getAccount());
          case SKIPPED -> none(report.getSkipped());
          case EVENT_NOT_SET -> true;
        };
  }

  private static boolean isKnown(UsageEvent usage) {
    return none(usage)
        && none(usage.getEventTime())
        && none(usage.getModelReleasedAt())
        && none(usage.getSampling())
        && none(usage.getClient())
        && none(usage.getSketch())
        && none(usage.getSketch().getIntents())
        && none(usage.getSketch().getAlias());
  }

  private static boolean isKnown(AccountEvent account) {
    return none(account)
        && none(account.getEventTime())
        && switch (account.getChangeCase()) {
          case SIGNED_UP -> none(account.getSignedUp());
          case PLAN_CHANGED -> none(account.getPlanChanged());
          case VERIFIED -> none(account.getVerified());
          case INSTRUMENT_ADDED -> none(account.getInstrumentAdded());
          case LIMIT_CHANGED -> none(account.getLimitChanged());
          case SUSPENDED -> none(account.getSuspended());
          case BANNED -> none(account.getBanned());
          case RESTORED -> none(account.getRestored());
          case ENFORCEMENT_APPLIED -> none(account.getEnforcementApplied());
          case CHANGE_NOT_SET -> true;
        };
  }

  private static boolean none(Message message) {
    return message.getUnknownFields().getSerializedSize() == 0;
  }
}
