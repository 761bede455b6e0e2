package io.stillwatch.modelservice.dashboard.people;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password. Whatever is wrong, the answer is the same: a stranger learns
 * neither names nor whether somebody is locked out. Spring Security finds it as the only bean of
 * its kind; a chain that named it too would ask twice, and count each wrong password twice.
 */
@Component
public final class SignIn implements AuthenticationProvider {
  private final PersonStore store;
  private final Passwords passwords;
  private final AuditLog audit;
  private final WrongPasswords wrong;

  SignIn(PersonStore store, Passwords passwords, AuditLog audit, WrongPasswords wrong) {
    this.store = store;
    this.passwords = passwords;
    this.audit = audit;
    this.wrong = wrong;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName().strip().toLowerCase(Locale.ROOT);
    String password = String.valueOf(asked.getCredentials());
    if (!Passwords.fits(password)) {
      throw refused(); // Before any look-up, so that every name takes as long.
    }
    Optional<Person> person = storable(name) ? store.find(name) : Optional.empty();
    if (person.isEmpty()) {
      passwords.matchNobody(password);
      throw refused();
    }
    return signedIn(person.get(), password);
  }

  private static boolean storable(String name) {
    return name.indexOf('\0') < 0 && name.length() <= 64;
  }

  private Authentication signedIn(Person person, String password) {
    boolean matches = passwords.matches(password, store.hash(person.name()).orElse(""));
    if (person.isLocked(Clock.systemUTC().instant()) || person.disabled()) {
      throw refused();
    }
    if (!matches) {
      wrong.note(person.name(), "wrong password");
      throw refused();
    }
    if (!store.noteSuccess(person.name())) {
      throw refused();
    }
    audit.add(Actor.person(person.name()), AuditAction.SIGNED_IN, person.name(), "");
    SignedIn principal = new SignedIn(person.name(), person.epoch());
    return UsernamePasswordAuthenticationToken.authenticated(
        principal, null, List.of(new SimpleGrantedAuthority(person.role().authority())));
  }

  private static BadCredentialsException refused() {
    return new BadCredentialsException("refused");
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
