using System.Collections.Frozen;

namespace GroundTransport.Domain.Journeys;

/// <summary>
/// The states of the US, Canada and Australia by code and English name. Addresses name them both ways, and names come cut at the
/// ten characters that Concur documents.
/// </summary>
public static class States
{
    /// <summary>The longest state that a message may contain.</summary>
    public const int MaxLength = 10;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> ByCountry = new Dictionary<string, string>
    {
        ["US"] =
            """
            AK Alaska; AL Alabama; AR Arkansas; AS American Samoa; AZ Arizona; CA California; CO Colorado; CT Connecticut;
            DC District of Columbia; DE Delaware; FL Florida; GA Georgia; GU Guam; HI Hawaii; IA Iowa; ID Idaho;
            IL Illinois; IN Indiana; KS Kansas; KY Kentucky; LA Louisiana; MA Massachusetts; MD Maryland; ME Maine;
            MI Michigan; MN Minnesota; MO Missouri; MP Northern Mariana Islands; MS Mississippi; MT Montana;
            NC North Carolina; ND North Dakota; NE Nebraska; NH New Hampshire; NJ New Jersey; NM New Mexico; NV Nevada;
            NY New York; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania; PR Puerto Rico; RI Rhode Island;
            SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VA Virginia; VI Virgin Islands; VT Vermont;
            WA Washington; WI Wisconsin; WV West Virginia; WY Wyoming
            """,
        ["CA"] =
            """
            AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador; NL Newfoundland;
            NS Nova Scotia; NT Northwest Territories; NU Nunavut; ON Ontario; PE Prince Edward Island; QC Quebec; QC Québec;
            SK Saskatchewan; YT Yukon; YT Yukon Territory
            """,
        ["AU"] =
            """
            ACT Australian Capital Territory; NSW New South Wales; NT Northern Territory; QLD Queensland;
            SA South Australia; TAS Tasmania; VIC Victoria; WA Western Australia
            """,
    }.ToFrozenDictionary(country => country.Key, country => CodesOf(country.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of a state by its code or name, whole or cut; the text itself if there is no such state.</summary>
    /// <param name="country">Empty: any of the three.</param>
    public static string CodeOf(string state, string country)
    {
        if (country.Length > 0)
            return ByCountry.TryGetValue(country, out var codes) ? codes.GetValueOrDefault(state, state) : state;
        foreach (var codes in ByCountry.Values)
        {
            if (codes.TryGetValue(state, out var code))
                return code;
        }
        return state;
    }

    private static FrozenDictionary<string, string> CodesOf(string states)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var state in states.ReplaceLineEndings(" ").Split("; "))
        {
            var blank = state.IndexOf(' ', StringComparison.Ordinal);
            var (code, name) = (state[..blank], state[(blank + 1)..]);
            codes[code] = codes[name] = code;
            if (name.Length > MaxLength)
                codes[name[..MaxLength].TrimEnd()] = code;
        }
        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
