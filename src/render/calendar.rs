//! `edition.ics`: the call, a reminder and the deadline for people's calendars (RFC 5545).

use icalendar::{Alarm, Calendar, CalendarDateTime, Component, Event, EventLike, Property, ValueType};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use super::{
    context::{EditionModel, World},
    deadline,
};
use crate::model::Moment;

/// The reminder comes so many days before the deadline, …
const DAYS_BEFORE: i64 = 7;
/// … at this hour, in the edition's time zone.
const HOUR: i8 = 9;

/// The calendar of an edition; `None` when it has no dates. An event keeps its UID for as long as the edition keeps its
/// name, so that a calendar that subscribes sees a date move and not a second event.
pub(super) fn edition_ics(world: &World, model: &EditionModel, now: Timestamp) -> Option<String> {
    let edition = &model.source.edition;
    let config = &world.site.content.config;
    let call = edition.call.clone().or_else(|| config.base_url.join(&format!("{}call/", model.path)).ok())?;
    let say = |key: &str, more: &[(&str, &str)]| {
        let mut args = vec![("title", edition.title.as_str()), ("theme", edition.theme.as_str())];
        args.extend(more);
        world.strings.text(&model.lang, key, &args)
    };
    // The day is enough: a finer stamp would make every build another one.
    let stamp = compact(TimeZone::UTC.to_datetime(now).date()) + "T000000Z";
    let event = |name: &str, when: Property, summary: String, details: &str| {
        let mut event = Event::new();
        let site = config.base_url.host_str().unwrap_or("localhost");
        event
            .uid(&format!("{}-{name}@{site}", edition.slug))
            .add_property("DTSTAMP", &stamp)
            .append_property(when)
            .summary(&summary)
            .description(&format!("{details}\n{call}"))
            .url(call.as_str())
            // The day is not taken: nobody is busy for it.
            .add_property("TRANSP", "TRANSPARENT");
        event
    };

    let mut events = Vec::new();
    if let Some(opens) = edition.opens {
        events.push(event("opens", start(opens), say("ics-opens", &[]), &say("call-description", &[])));
    }
    let deadline = edition.deadline().zip(deadline::view(edition, &model.lang));
    if let Some((closes, words)) = deadline {
        let details = say("ics-until", &[("until", &words.text)]);
        let day = closes.date().checked_sub(DAYS_BEFORE.days()).ok();
        if let Some(day) = day.filter(|day| edition.opens.is_none_or(|opens| opens.date() < *day)) {
            let zone = edition.timezone.clone().unwrap_or(match closes {
                Moment::Instant(_, offset) => offset.to_time_zone(),
                Moment::Day(_) => TimeZone::UTC,
            });
            let summary = say("ics-reminder", &[]);
            let mut reminder = event("reminder", start(Moment::Day(day)), summary.clone(), &details);
            let at = zone.to_timestamp(day.at(HOUR, 0, 0, 0)).ok();
            if let Some(trigger) = at.and_then(|at| instant(at).parse::<CalendarDateTime>().ok()) {
                let mut alarm = Alarm::display(&summary, trigger);
                // What is not given would be made up from the clock and at random.
                alarm.uid(&format!("{}-alarm@{}", edition.slug, config.base_url.host_str().unwrap_or("localhost")));
                alarm.add_property("DTSTAMP", &stamp);
                reminder.alarm(alarm);
            }
            events.push(reminder);
        }
        events.push(event("deadline", start(closes), say("ics-deadline", &[]), &details));
    }
    if events.is_empty() {
        return None;
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//blogkermis//edition//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.name(&edition.title);
    for event in events {
        calendar.push(event);
    }
    Some(calendar.to_string())
}

/// A whole day, or an instant in UTC.
fn start(moment: Moment) -> Property {
    match moment {
        Moment::Day(day) => Property::new("DTSTART", compact(day)).append_parameter(ValueType::Date).done(),
        Moment::Instant(at, _) => Property::new("DTSTART", instant(at)),
    }
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
