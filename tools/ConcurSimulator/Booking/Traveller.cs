using System.Globalization;

namespace ConcurSimulator.Booking;

/// <summary>What a traveller does with a reservation.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Looks at it.</summary>
    public sealed record Detail : Step;

    /// <summary>Wants the ride, or the phone, to be otherwise.</summary>
    public sealed record Update(Ride Ride, string Phone) : Step;

    /// <summary>Cancels it.</summary>
    public sealed record Cancel : Step;
}

/// <summary>Somebody who books a ride. The same seed, number and day give the same traveller with the same wishes.</summary>
public sealed record Traveller
{
    private static readonly string[] FirstNames = ["Chris", "José", "Zoë", "Łukasz", "Anaïs", "Bjørn", "美咲", "D'Arcy", "Mary Ann"];
    private static readonly string[] LastNames = ["Miller", "Müller", "O'Neill", "García Márquez", "Nguyễn", "Smith & Sons", "田中", "Öztürk", "de la Cruz"];
    private static readonly string[] Languages = ["en", "en-us", "en-gb", "fr-ca", "de", "pt-br", "bt-br", "ja", "zh-tw"];

    public required int Number { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Phone { get; init; }

    public required string Language { get; init; }

    public required Ride Ride { get; init; }

    /// <summary>Picks one of the rides on offer, and one of its forms of payment.</summary>
    public required int Taste { get; init; }

    /// <summary>Sells the same quote twice at the same instant.</summary>
    public required bool ClicksTwice { get; init; }

    /// <summary>Leaves out of the Sell what the quote holds already, as Concur's example does.</summary>
    public required bool OmitsPlaces { get; init; }

    /// <summary>Writes times with seconds.</summary>
    public required bool WritesSeconds { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public string EmailAddress => string.Create(CultureInfo.InvariantCulture, $"traveller{Number}@example.com");

    public static Traveller Of(int seed, int number, DateOnly today)
    {
        // Neighbours share nothing: a factor that scatters, since Random is much alike for seeds that are.
        var random = new Random(unchecked((seed * 397) ^ (number * (int)2654435761)));
        var ride = Ride.Drawn(random, today);
        return new Traveller
        {
            Number = number,
            FirstName = Ride.Pick(random, FirstNames),
            LastName = Ride.Pick(random, LastNames),
            Phone = DrawnPhone(random),
            Language = Ride.Pick(random, Languages),
            Ride = ride,
            Taste = random.Next(1000),
            ClicksTwice = random.Next(20) == 0,
            OmitsPlaces = random.Next(2) == 0,
            WritesSeconds = random.Next(4) > 0,
            Steps = DrawnSteps(random, ride),
        };
    }

    private static List<Step> DrawnSteps(Random random, Ride ride)
    {
        var steps = new List<Step>();
        for (var left = random.Next(6); left > 0; left--)
        {
            if (random.Next(2) == 0)
            {
                steps.Add(new Step.Detail());
                continue;
            }
            ride = random.Next(2) == 0 ? ride.Later(TimeSpan.FromMinutes(5 * random.Next(1, 20))) : ride.With(random);
            steps.Add(new Step.Update(ride, DrawnPhone(random)));
        }
        if (random.Next(5) < 2)
            steps.Add(new Step.Cancel());
        if (random.Next(3) == 0)
            steps.Add(new Step.Detail());
        return steps;
    }

    private static string DrawnPhone(Random random) => string.Create(CultureInfo.InvariantCulture, $"555{random.Next(1000000, 9999999)}");
}
