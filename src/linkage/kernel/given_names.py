"""First names that pupils often have, to notice one in a text; those that are everyday words too are left out."""

_NAMES = """
    Aaliyah Aaron Abdul Abdullah Abigail Adam Adrian Ahmed Aidan Aiden Aisha Aishah Alana Alesha Alex Alexander
    Alexandra Alfie Ali Alice Alicia Alisha Aliyah Amber Amelia Amelie Amina Aminah Amir Amira Amy Ana Andrei Aneesa
    Angel Anna Annabelle Anya Archie Aria Arjun Arlo Arthur Arya Asha Ashton Aurora Ava Ayaan Ayaz Ayesha Aysha
    Bella Ben Benjamin Bethany Bilal Billy Blake Bobby Brandon Brooke Caitlin Caleb Callum Cameron Carter Charley
    Charlie Charlotte Chelsea Chloe Christopher Cody Cole Connor Conor Corey Courtney Daisy Daniel Danielle Danny
    Darcey Darcy David Demi Dexter Dylan Ebony Eden Edward Elijah Eliza Elizabeth Ella Ellie Elliot Elliott Elsie
    Emilia Emily Emma Erin Esme Ethan Eva Evan Evelyn Evie Ezra Faizan Farah Fatima Fatimah Felicity Felix Filip
    Finlay Finley Florence Francesca Frankie Freddie Frederick Freya Gabriel Gabriella Georgia Georgie Georgina
    Gracie Habib Hamza Hana Hannah Hanna Harley Harriet Harris Harrison Harry Harvey Hasan Hassan Hayden Heidi Henry
    Hollie Holly Hussain Ibrahim Idris Imaan Imogen Imran Inaaya Ines Iqra Isaac Isabel Isabella Isabelle Isla
    Ismail Jackson Jacob Jade Jaden Jake Jakub James Jamie Jamila Jan Jasmine Jason Jayden Jenson Jessica Jessie
    Joe Joel Jordan Joseph Josh Joshua Jude Julia Kacey Kacper Kai Kaitlyn Kaiden Kamil Katelyn Katie Kayla Kayden
    Keira Keiran Kelsey Khadija Khalid Kian Kieran Kiera Kyle Kyra Lacey Lana Layla Leah Lena Leo Leon Levi Lewis
    Lexi Lexie Liam Libby Lilly Lily Logan Lola Louie Louis Louisa Lucas Lucy Luka Lukas Luke Luna Lydia Mackenzie
    Maddison Madison Maisie Maja Malik Marcel Marcus Maria Mariam Martha Martyna Mary Maryam Mason Matilda Matteo
    Matthew Max Maya Megan Mia Michael Michal Mikolaj Millie Mohamed Mohammad Mohammed Molly Morgan Muhammad Musa
    Mustafa Myla Nadia Naomi Natalia Natasha Nathan Nathaniel Niamh Nicola Nicole Nikola Noah Noor Nina Oakley
    Oliver Olivia Ollie Omar Oscar Oskar Owen Paige Patryk Peter Philip Phoebe Piotr Poppy Priya Rachel Rafael Raheem
    Rahul Rayan Rebecca Reece Reggie Reuben Rhys Riley River Rohan Roman Rory Rosie Rowan Ruby Ryan Safa Safiya Salma
    Sam Samantha Samir Samuel Sana Sara Sarah Scarlett Sebastian Seth Shannon Sienna Simran Skye Sofia Sonny Sophia
    Sophie Spencer Stanley Stefan Stephanie Sumayyah Szymon Tabitha Taha Tahir Taylor Teddy Thea Theo Theodore Thomas
    Tiana Tilly Toby Tom Tommy Tyler Umar Usman Victoria Vincent Wiktoria William Willow Wiktor Xavier Yahya Yasmin
    Yasmine Younis Yousef Yusuf Zac Zach Zachary Zack Zahra Zain Zainab Zakariya Zara Zayn Zoe Zofia Zuzanna
"""

GIVEN_NAMES = frozenset(_NAMES.split())
