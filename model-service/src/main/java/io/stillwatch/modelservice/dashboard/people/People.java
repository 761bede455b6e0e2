package io.stillwatch.modelservice.dashboard.people;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps people. Each change and its line in the audit log are one transaction. There is always an
 * administrator who can sign in.
 */
@Component
public final class People {
  private final PersonStore store;
  private final Passwords passwords;
  private final WrongPasswords wrong;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  People(
      PersonStore store,
      Passwords passwords,
      WrongPasswords wrong,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.store = store;
    this.passwords = passwords;
    this.wrong = wrong;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** By name. */
  public List<Person> all() {
    return store.all();
  }

  public Optional<Person> find(String name) {
    return store.find(name);
  }

  /** The new person's first password, which is known nowhere else. */
  public String add(String name, Role role, Actor by) {
    Person.requireName(name);
    String password = passwords.generate();
    String hash = passwords.hash(password);
    return inTransaction(
        () -> {
          if (!store.add(name, hash, role)) {
            throw new IllegalArgumentException("somebody is called \"" + name + "\" already");
          }
          audit.add(by, AuditAction.PERSON_ADDED, name, "as " + role.word());
          return password;
        });
  }

  /** A new first password for somebody who lost theirs; their sessions end. */
  public String resetPassword(String name, Actor by) {
    String password = passwords.generate();
    String hash = passwords.hash(password);
    return inTransaction(
        () -> {
          require(name);
          store.setPassword(name, hash, true);
          audit.add(by, AuditAction.PASSWORD_RESET, name, "");
          return password;
        });
  }

  /** Gives a role, and lets somebody in or keeps them out; their sessions end. */
  public void change(String name, Role role, boolean disabled, Actor by) {
    inTransaction(
        () -> {
          store.lock();
          Person before = require(name);
          store.setStanding(name, role, disabled);
          requireAdministrator();
          audit.add(
              by,
              AuditAction.PERSON_CHANGED,
              name,
              standing(before.role(), before.disabled()) + " → " + standing(role, disabled));
          return name;
        });
  }

  /**
   * Throws IllegalArgumentException when the old password is wrong or the new one is weak. Wrong
   * ones count as at the sign-in: who has a session of somebody else's has no more guesses.
   */
  public void changePassword(String name, String old, String chosen) {
    requireOwn(name, old);
    if (old.equals(chosen)) {
      throw new IllegalArgumentException("the new password is the old one");
    }
    passwords.refuseWeak(chosen, name);
    String chosenHash = passwords.hash(chosen);
    inTransaction(
        () -> {
          if (!store.choosePassword(name, chosenHash)) {
            throw lockedOut();
          }
          audit.add(Actor.person(name), AuditAction.PASSWORD_CHANGED, name, "");
          return name;
        });
  }

  private void requireOwn(String name, String password) {
    if (require(name).isLocked(Clock.systemUTC().instant())) {
      throw lockedOut();
    }
    if (!passwords.matches(password, store.hash(name).orElseThrow(() -> unknown(name)))) {
      wrong.note(name, "wrong present password");
      throw new IllegalArgumentException("the present password is another");
    }
  }

  private static IllegalArgumentException lockedOut() {
    return new IllegalArgumentException("too many wrong passwords; try again later");
  }

  private Person require(String name) {
    Person.requireName(name);
    return store.find(name).orElseThrow(() -> unknown(name));
  }

  private void requireAdministrator() {
    if (store.all().stream()
        .noneMatch(person -> person.role() == Role.ADMINISTRATOR && !person.disabled())) {
      throw new IllegalArgumentException("there would be no administrator left");
    }
  }

  private static String standing(Role role, boolean disabled) {
    return role.word() + (disabled ? ", kept out" : "");
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("nobody is called \"" + name + "\"");
  }

  private String inTransaction(Supplier<String> work) {
    String done = transaction.execute(status -> work.get());
    if (done == null) {
      throw new IllegalStateException("a change without a result");
    }
    return done;
  }
}
