namespace ConcurSimulator.Certification.Expectations;

/// <summary>How binding an expectation is.</summary>
public enum Basis
{
    /// <summary>SAP Concur's documentation says so. Only these decide whether a scenario passes.</summary>
    Documented,

    /// <summary>The documentation contradicts itself or is silent, and this is how this project reads it.</summary>
    Reading,

    /// <summary>Good practice that no document asks for.</summary>
    Advice,
}

/// <summary>The result of looking at one element of an answer.</summary>
/// <param name="Element">The path of the element, or the name of the header, that was looked at.</param>
/// <param name="Right">What would be right.</param>
/// <param name="Found">What was found.</param>
public sealed record Check(string Element, bool Passed, string Right, string Found);

/// <summary>A check, and the document that it is based on.</summary>
public sealed record Expectation(Basis Basis, Page Page, Check Check)
{
    public bool Failed => !Check.Passed;

    /// <summary>A documented expectation that isn't met.</summary>
    public bool IsFault => Failed && Basis == Basis.Documented;
}
