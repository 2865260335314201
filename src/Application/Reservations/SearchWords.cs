using System.Globalization;
using System.Text;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Reservations;

/// <summary>
/// The words by which a reservation is found: each by its beginning, in any order, without case, accents and punctuation.
/// </summary>
public static class SearchWords
{
    /// <summary>The maximum length of a word; a longer one is found by its beginning.</summary>
    public const int MaxLength = 40;

    /// <summary>More words of a search narrow nothing further.</summary>
    private const int MaxSearched = 8;

    /// <summary>Letters that Unicode doesn't decompose into one with a mark.</summary>
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>All words of a reservation: of the ride in force, and of a pending change.</summary>
    public static IReadOnlySet<string> Of(
        long id, string confirmationNumber, string cancellationNumber, Ride ride, Ride? pendingChange, RideService service)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        Add(words, id.ToString(CultureInfo.InvariantCulture));
        Add(words, confirmationNumber);
        Add(words, cancellationNumber);
        Add(words, service.ExternalReference);
        Add(words, service.Driver.Name);
        Add(words, service.Vehicle.Plate);
        AddRide(words, ride);
        if (pendingChange is not null)
            AddRide(words, pendingChange);
        return words;
    }

    /// <inheritdoc cref="Of(long, string, string, Ride, Ride, RideService)"/>
    public static IReadOnlySet<string> Of(Reservation reservation) => Of(
        reservation.Id, reservation.ConfirmationNumber, reservation.CancellationNumber, reservation.Ride, reservation.PendingChange,
        reservation.Service);

    /// <summary>The words of a search; empty: nothing can be found by it.</summary>
    public static IReadOnlyList<string> OfSearch(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Cut(string.Concat(Groups(word)))).Where(word => word.Length > 0)
            .Distinct(StringComparer.Ordinal).Take(MaxSearched)];

    private static void AddRide(HashSet<string> words, Ride ride)
    {
        var passenger = ride.Passenger;
        foreach (var text in new[]
        {
            passenger.FirstName, passenger.LastName, passenger.Phone, passenger.Phone2, passenger.CellPhone, passenger.Email,
            ConnectionOf(ride.Journey.Pickup), ConnectionOf(ride.Journey.Dropoff),
        })
        {
            Add(words, text);
        }
    }

    private static string ConnectionOf(Stop stop) => stop switch
    {
        AirportStop { Flight: { } flight } => $"{flight.Carrier} {flight.Number}",
        StationStop { Train: { } train } => $"{train.Carrier} {train.Number}",
        _ => "",
    };

    /// <summary>
    /// The text from each of its groups on: "+1 703 555 0142" is found by 1703, by 7035550142, by 555 and by 0142.
    /// </summary>
    private static void Add(HashSet<string> words, string text)
    {
        var groups = Groups(text);
        for (var from = 0; from < groups.Count; from++)
            words.Add(Cut(string.Concat(groups.Skip(from))));
    }

    private static string Cut(string word) => word.Length <= MaxLength ? word : word[..MaxLength];

    /// <summary>The groups of letters and digits in a text, folded.</summary>
    private static List<string> Groups(string text)
    {
        var groups = new List<string>();
        var group = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                continue;
            if (char.IsLetterOrDigit(character))
                group.Append(Plain.TryGetValue(character, out var plain) ? plain : character.ToString());
            // The apostrophe of O'Brien separates nothing.
            else if (character is not ('\'' or '’') && group.Length > 0)
                Close();
        }
        if (group.Length > 0)
            Close();
        return groups;

        void Close()
        {
            groups.Add(group.ToString());
            group.Clear();
        }
    }
}
