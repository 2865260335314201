using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Journeys;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests;

/// <summary>Random values as callers can send them.</summary>
internal static partial class Generators
{
    /// <summary>
    /// Text in several scripts with characters of addresses: quotes, ampersands, line breaks, a character beyond 16 bits.
    /// </summary>
    public static readonly Gen<string> Text =
        from length in Gen.Frequency((3, Gen.Constant(0)), (9, Gen.Choose(1, 25)), (1, Gen.Choose(100, 300)))
        from parts in Gen.Elements("a", "B", "7", " ", "&", "\"", "<", "é", "ß", "Ł", "東", "\n", "#", ".", "\U0001F695").ArrayOf(length)
        select string.Concat(parts);

    public static readonly Gen<string> Code = Gen.Elements("DCA", "JFK", "WAS", "X");

    /// <summary>A clock reading; sometimes null.</summary>
    public static readonly Gen<DateTime?> LocalTime = Gen.Frequency(
        (1, Gen.Constant<DateTime?>(null)),
        (2, Gen.Choose(0, 5_000_000).Select(minutes => (DateTime?)new DateTime(2012, 1, 1).AddMinutes(minutes))));

    /// <summary>Between 2012 and 2052, to the second.</summary>
    public static readonly Gen<DateTimeOffset> Instant =
        from day in Gen.Choose(0, 14_000)
        from second in Gen.Choose(0, 86_399)
        select TestClock.Now.AddDays(day).AddSeconds(second);

    public static readonly Gen<Stop> Stop = Gen.OneOf(Address(), Airport(), Station(), Gen.Constant<Stop>(new AsDirected()))
        .SelectMany(stop => Text.Select(notes => stop with { Notes = notes }));

    public static readonly Gen<Journey> Journey =
        from serviceType in Gen.Elements(Enum.GetValues<ServiceType>())
        from classOfService in Gen.Elements(Enum.GetValues<ClassOfService>())
        from pickup in Stop
        from dropoff in Stop
        from start in Instant
        from minutes in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 3000).Select(minutes => (int?)minutes)))
        from passengers in Gen.Choose(1, 100)
        from texts in Text.ArrayOf(3)
        from discount in Gen.Elements(null, new DiscountCode(texts[0], texts[1], texts[2]))
        select new Journey(
            serviceType, classOfService, pickup, dropoff, start, minutes is { } some ? start.AddMinutes(some) : null, passengers)
        {
            Discount = discount,
        };

    private static Gen<Stop> Address() =>
        from texts in Text.ArrayOf(5)
        select (Stop)new AddressStop(texts[0], texts[1], texts[2], texts[3], texts[4]);

    private static Gen<Stop> Airport() =>
        from code in Code
        from carrier in Gen.Elements("UA", "BA")
        from number in Text
        from at in LocalTime
        from known in Gen.Elements(true, false)
        select (Stop)new AirportStop(code, known ? new Flight(carrier, number, at) : null);

    private static Gen<Stop> Station() =>
        from code in Code
        from texts in Text.ArrayOf(4)
        from at in LocalTime
        from known in Gen.Elements(true, false)
        select (Stop)new StationStop(code, texts[0], texts[1], texts[2], known ? new Train("2V", texts[3], "171", at) : null);
}
