using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConcurSimulator.Certification.Expectations;

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>A message or a part of it, and the checks that can be made of its elements.</summary>
/// <param name="element">Null if the message has no such part: every check of it fails.</param>
/// <param name="path">The path of the part within its message; empty for the message itself.</param>
public class Part(XElement? element, string path)
{
    private static readonly string[] Addends = ["BasePrice", "ServiceCharge", "SurCharge", "Tax"];

    /// <summary>The trimmed text of an element; empty if there is none.</summary>
    public string this[string name] => Find(name)?.Value.Trim() ?? "";

    public XElement? Element => element;

    public bool Has(string name) => Find(name) is not null;

    public Part At(string name) => new(Find(name), Full(name));

    /// <summary>Each element with this path; the last name may occur several times.</summary>
    public IReadOnlyList<Part> Each(string name)
    {
        var slash = name.LastIndexOf('/');
        var (parent, last) = slash < 0 ? (element, name) : (Find(name[..slash]), name[(slash + 1)..]);
        return [.. parent?.Elements(last).Select(found => new Part(found, Full(name))) ?? []];
    }

    public Check Is(string name, string value) => Look(name, text => text == value, value.Length == 0 ? "empty" : $"'{value}'");

    public Check IsOneOf(string name, params string[] values) =>
        Look(name, text => values.Contains(text), $"one of {string.Join(", ", values)}");

    /// <summary>Empty, or one of the values.</summary>
    public Check IsEmptyOrOneOf(string name, params string[] values) =>
        Look(name, text => text.Length == 0 || values.Contains(text), $"empty, or one of {string.Join(", ", values)}");

    public Check IsNot(string name, string value) => Look(name, text => text != value, $"anything but '{value}'");

    public Check Contains(string name, string text) =>
        Look(name, found => found.Contains(text, StringComparison.OrdinalIgnoreCase), $"a text that contains '{text}'");

    public Check Matches(string name, string pattern, string description) =>
        Look(name, text => Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1)), description);

    /// <summary>A date and time as every example of the documentation shows it.</summary>
    public Check IsTime(string name) => Look(name, IsTimeText, "a time such as 2015-05-19T18:00:00");

    public Check IsEmptyOrTime(string name) =>
        Look(name, text => text.Length == 0 || IsTimeText(text), "empty, or a time such as 2015-05-19T18:00:00");

    public Check IsAtMost(string name, int characters) => Look(name, text => text.Length <= characters, $"at most {characters} characters");

    public Check IsAtLeast(string name, decimal minimum) => Look(
        name, text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= minimum,
        string.Create(CultureInfo.InvariantCulture, $"a number, {minimum} or more"));

    /// <summary>One check for each element: it has the value that another message has.</summary>
    public IEnumerable<Check> HasValuesOf(Part other, params string[] names) => names.Select(name => Is(name, other[name]));

    /// <summary>One check for each element: it must contain a value.</summary>
    public IEnumerable<Check> AreFilled(params string[] names) => names.Select(name =>
        Look(name, text => text.Length > 0 || Find(name)!.Elements().Any(), "a value"));

    /// <summary>One check for each element: it must exist, and may be empty.</summary>
    public IEnumerable<Check> ArePresent(params string[] names) =>
        names.Select(name => Look(name, _ => true, "present, even if it is empty"));

    public Check Lacks(string name) => new(Full(name), element is not null && !Has(name), "no such element", Describe(name));

    public Check IsPresentIf(string name, bool expected) => expected ? Look(name, _ => true, "present, even if it is empty") : Lacks(name);

    /// <summary>At least one of the elements with this path has a child with this value.</summary>
    public Check HasOneWith(string name, string child, string value)
    {
        var values = Each(name).Select(part => part[child]).ToList();
        return new Check(Full(name), values.Contains(value), $"one whose {child} is '{value}'", string.Join(", ", values));
    }

    /// <summary>Exactly one child, with one of these names.</summary>
    public Check HasOneChild(string name, params string[] allowed)
    {
        var children = Find(name)?.Elements().Select(child => child.Name.LocalName).ToList() ?? [];
        return new Check(Full(name), children is [var only] && allowed.Contains(only), $"exactly one of {string.Join(", ", allowed)}",
            children.Count == 0 ? Describe(name) : string.Join(", ", children));
    }

    public Check HasAttribute(string name, Func<string, bool> isRight, string right) => new(
        $"@{name}", element?.Attribute(name) is { } attribute && isRight(attribute.Value), right,
        element?.Attribute(name)?.Value is { } value ? $"'{value}'" : "missing");

    /// <summary>The children are exactly these, in this order.</summary>
    public Check HasChildren(string name, params string[] children)
    {
        var found = (name.Length == 0 ? element : Find(name))?.Elements().Select(child => child.Name.LocalName).ToList() ?? [];
        var passed = found.SequenceEqual(children);
        var difference = passed ? "" : Difference(found, children);
        var label = Full(name) is { Length: > 0 } full ? full : "(message)";
        return new Check(label, passed, $"the elements of the documented example, in its order: {string.Join(", ", children)}", difference);
    }

    /// <summary>The amounts of a RateInfo add up to its Rate.</summary>
    public Check AddsUp(string name)
    {
        var rate = At(name);
        var sum = Addends.Sum(addend => Amount(rate[addend]) ?? 0);
        var total = Amount(rate["Rate"]);
        var right = string.Create(CultureInfo.InvariantCulture, $"BasePrice + ServiceCharge + SurCharge + Tax, which is {sum}");
        return new Check(Full($"{name}/Rate"), rate["BasePrice"].Length == 0 || total == sum, right, Describe($"{name}/Rate"));
    }

    protected string Full(string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}/{name}";

    private static bool IsTimeText(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static string Difference(List<string> found, string[] children)
    {
        if (children.Except(found).ToList() is { Count: > 0 } missing)
            return $"without {string.Join(", ", missing)}";
        if (found.Except(children).ToList() is { Count: > 0 } unknown)
            return $"with {string.Join(", ", unknown)}";
        return $"in the order {string.Join(", ", found)}";
    }

    private XElement? Find(string name) => name.Split('/').Aggregate(element, (at, step) => at?.Element(step));

    private Check Look(string name, Func<string, bool> isRight, string right)
    {
        var found = Find(name);
        return new Check(Full(name), found is not null && isRight(found.Value.Trim()), right, Describe(name));
    }

    private string Describe(string name) => Find(name)?.Value.Trim() switch
    {
        null => "missing",
        "" => "empty",
        var text => $"'{text}'",
    };
}
