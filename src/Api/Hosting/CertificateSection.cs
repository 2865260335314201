using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GroundTransport.Api.Hosting;

/// <summary>A certificate with its RSA key: a PKCS#12 file, or PEM with both in one file.</summary>
public sealed class CertificateSection
{
    public string File { get; set; } = "";

    public string? Password { get; set; }

    /// <exception cref="CryptographicException">Not such a file, or the password is another.</exception>
    /// <exception cref="IOException">Not there, or not readable.</exception>
    public X509Certificate2 Read() => !Path.GetExtension(File).Equals(".pem", StringComparison.OrdinalIgnoreCase) ? X509CertificateLoader.LoadPkcs12FromFile(File, Password)
        : Password is null ? X509Certificate2.CreateFromPemFile(File)
        : X509Certificate2.CreateFromEncryptedPemFile(File, Password);

    /// <summary>What is wrong, after the name of its key; null where nothing is.</summary>
    internal string? Mistake()
    {
        try
        {
            using var certificate = Read();
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? $"File: '{File}' holds no RSA key." : null;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"File: '{File}' can't be read as a certificate with its key: {failure.Message}";
        }
    }
}
