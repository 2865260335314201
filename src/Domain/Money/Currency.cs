namespace GroundTransport.Domain;

/// <summary>An ISO 4217 currency: its code and how many minor digits its amounts carry (USD 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
    private static readonly Dictionary<string, int> OtherThanTwoDigits = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0,
        ["PYG"] = 0, ["RWF"] = 0, ["UGX"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
    };

    private Currency(string code) => Code = code;

    /// <summary>Three capital letters.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal point of an amount.</summary>
    public int MinorDigits => OtherThanTwoDigits.GetValueOrDefault(Code, 2);

    /// <summary>Reads a code in any case; null where it isn't three ASCII letters.</summary>
    public static Currency? Parse(string? code)
    {
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetter))
            return null;
        return new Currency(code.ToUpperInvariant());
    }

    /// <summary>A code known to be right: one that this product wrote.</summary>
    /// <exception cref="FormatException">The code isn't three letters.</exception>
    public static Currency Of(string code) => Parse(code) ?? throw new FormatException($"'{code}' is no currency code");

    public override string ToString() => Code;
}
