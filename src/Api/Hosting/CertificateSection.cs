using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GroundTransport.Api.Hosting;

/// <summary>A certificate with its RSA key: a PKCS#12 file, or a PEM file that contains both.</summary>
public sealed class CertificateSection
{
    public string File { get; set; } = "";

    public string? Password { get; set; }

    private bool IsPem => Path.GetExtension(File).Equals(".pem", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="CryptographicException">The file has another format, or the password is wrong.</exception>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    public X509Certificate2 Read() =>
        !IsPem ? X509CertificateLoader.LoadPkcs12FromFile(File, Password)
        : Password is null ? X509Certificate2.CreateFromPemFile(File)
        : X509Certificate2.CreateFromEncryptedPemFile(File, Password);

    /// <summary>What is wrong, starting with the name of the setting; null if nothing is.</summary>
    internal string? Mistake()
    {
        try
        {
            using var certificate = Read();
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? $"File: '{File}' contains no RSA key." : null;
        }
        catch (Exception failure)
            when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"File: '{File}' can't be read as a certificate with its private key: {failure.Message}";
        }
    }
}
