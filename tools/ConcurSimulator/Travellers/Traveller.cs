using System.Globalization;

namespace ConcurSimulator.Travellers;

/// <summary>What a traveller does with a booked ride.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Reads the reservation.</summary>
    public sealed record Detail : Step;

    /// <summary>Changes the ride or the phone number.</summary>
    public sealed record Update(Ride Ride, string Phone) : Step;

    /// <summary>Cancels the reservation.</summary>
    public sealed record Cancel : Step;
}

/// <summary>A person who books a ride. The same seed, number and date create the same traveller.</summary>
public sealed record Traveller
{
    private static readonly string[] FirstNames = ["Chris", "José", "Zoë", "Łukasz", "Anaïs", "Bjørn", "美咲", "D'Arcy", "Mary Ann"];

    private static readonly string[] LastNames =
        ["Miller", "Müller", "O'Neill", "García Márquez", "Nguyễn", "Smith & Sons", "田中", "Öztürk", "de la Cruz"];

    private static readonly string[] Languages = ["en", "en-us", "en-gb", "fr-ca", "de", "pt-br", "bt-br", "ja", "zh-tw"];

    public required int Number { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Phone { get; init; }

    public required string Language { get; init; }

    public required Ride Ride { get; init; }

    /// <summary>Selects one of the offered rides, and one of its forms of payment.</summary>
    public required int Choice { get; init; }

    /// <summary>Sends the same Sell twice at the same time.</summary>
    public required bool ClicksTwice { get; init; }

    /// <summary>Omits from the Sell what the quote contains, as Concur's example does.</summary>
    public required bool OmitsLocations { get; init; }

    /// <summary>Writes times with seconds.</summary>
    public required bool WritesSeconds { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public string EmailAddress => string.Create(CultureInfo.InvariantCulture, $"traveller{Number}@example.com");

    public static Traveller Create(int seed, int number, DateOnly today)
    {
        // Random gives similar sequences for similar seeds: the factors spread those of successive travellers.
        var random = new Random(unchecked((seed * 397) ^ (number * (int)2654435761)));
        var ride = Ride.Create(random, today);
        return new Traveller
        {
            Number = number,
            FirstName = random.Pick(FirstNames),
            LastName = random.Pick(LastNames),
            Phone = CreatePhone(random),
            Language = random.Pick(Languages),
            Ride = ride,
            Choice = random.Next(1000),
            ClicksTwice = random.Next(20) == 0,
            OmitsLocations = random.Next(2) == 0,
            WritesSeconds = random.Next(4) > 0,
            Steps = CreateSteps(random, ride),
        };
    }

    private static List<Step> CreateSteps(Random random, Ride ride)
    {
        var steps = new List<Step>();
        for (var count = random.Next(6); count > 0; count--)
        {
            if (random.Next(2) == 0)
            {
                steps.Add(new Step.Detail());
                continue;
            }
            ride = random.Next(2) == 0 ? ride.Postpone(TimeSpan.FromMinutes(5 * random.Next(1, 20))) : ride.ChangeInstructions(random);
            steps.Add(new Step.Update(ride, CreatePhone(random)));
        }
        if (random.Next(5) < 2)
            steps.Add(new Step.Cancel());
        if (random.Next(3) == 0)
            steps.Add(new Step.Detail());
        return steps;
    }

    private static string CreatePhone(Random random) => string.Create(CultureInfo.InvariantCulture, $"555{random.Next(1000000, 9999999)}");
}
